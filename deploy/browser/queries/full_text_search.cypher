// 全文检索：引号里是整词 / Full-text search: a phrase stands between quotes
CALL db.index.fulltext.queryNodes('policygraph_text', '"粤菜师傅" AND "培训"') YIELD node, score
RETURN labels(node)[0] AS kind, node.name AS name, coalesce(node.text, node.quote, node.description) AS text, score AS relevance
ORDER BY relevance DESC, node.id
LIMIT 25
