// zh: 哪些项目只有前一个城市的规划提到，后一个没有？
// en: Which programmes does the plan of one city name and that of the other not?
// param city city example "440100": code or name of the city that has them
// param other city example "440600": code or name of the city that does not
// param skip integer(0..1000000) default 0 example 0: so many rows are left out first
// param limit integer(1..1000) default 100 example 10: at most so many rows
// column id string: id of the programme
// column name string: as the plan writes it
// column kind string: 工程, 计划, 行动, 项目, 平台 …
// column level string: national, provincial, municipal, district or unknown
// column plan_id string: the plan that names it first
// column quote string: the words it rests on
// column quote_start integer: first character of the quote
// column quote_end integer: one past the last character of the quote
// key id
MATCH (p:Programme {city: $city})
WHERE NOT EXISTS {
    MATCH (p)-[:IMPLEMENTS]->(:Initiative)<-[:IMPLEMENTS]-(:Programme {city: $other})
  }
  AND NOT EXISTS {
    MATCH (other:Programme {city: $other})
    WHERE other.name = p.name OR any(form IN coalesce(other.variants, []) WHERE form IN coalesce(p.variants, []))
  }
RETURN
  p.id AS id, p.name AS name, p.kind AS kind, p.level AS level, p.plan_id AS plan_id, p.quote AS quote,
  p.quote_start AS quote_start, p.quote_end AS quote_end
ORDER BY plan_id, quote_start, id
SKIP $skip LIMIT $limit
