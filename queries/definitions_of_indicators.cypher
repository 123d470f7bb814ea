// zh: 这些指标是什么意思？
// en: What do these indicators mean?
// param indicators indicators example ["“粤菜师傅”培训人次"]: ids, names or aliases of indicators
// column id string: id of the indicator
// column name string: its name
// column aliases strings: other names
// column is_not strings: names that look alike and measure something else
// column domain string: field of policy
// column unit_kind string: persons, person_times, households, places, share, money …
// column note string: definition
// key id
UNWIND $indicators AS indicator_id
MATCH (i:Indicator {id: indicator_id})
RETURN DISTINCT
  i.id AS id, i.name AS name, i.aliases AS aliases, i.is_not AS is_not, i.domain AS domain,
  i.unit_kind AS unit_kind, i.note AS note
ORDER BY id
