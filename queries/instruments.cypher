// zh: 有哪些政策工具？
// en: Which policy instruments are there?
// column code string: code of the instrument
// column name string: its name
// column family string: supply, environment or demand
// key code
MATCH (i:Instrument)
RETURN i.code AS code, i.name AS name, i.family AS family
ORDER BY code
