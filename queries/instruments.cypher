// zh: 有哪些政策工具？
// en: Which policy instruments are there?
// column code string: code of the instrument
// column name string: its name
// column family string: supply, environment or demand
// column description string: what counts as this instrument
// column codebook_version string: version of the codebook whose rules coded the measures
// key code
MATCH (i:Instrument)
RETURN
  i.code AS code, i.name AS name, i.family AS family, i.description AS description, i.codebook_version AS codebook_version
ORDER BY code
