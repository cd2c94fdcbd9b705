# sh peers/job.sh IN OUT: mapping and checks of the full job; jq has no memory of rows before.
exec jq -c '
  select((.question | type == "string" and (length >= 10 and length <= 2048))
    and (.answer | type == "string" and (length >= 50 and length <= 4096))
    and (.quality.score | . == null or type == "number"))
  | {instruction: .question, input: .context, output: .answer, weight: (.quality.score // 1),
     metadata: {source, category, lang, reviewed: .quality.reviewed, tags}}
  | if .input == "" then del(.input) else . end' "$1" > "$2"
