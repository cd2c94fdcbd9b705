loradex export --quiet --out out
loradex export --quiet --out out-v1
loradex export --quiet --out out-v2 --set quality.min_text_length=1
cp out/adapter_metadata.json .
mkdir -p data ~/.config/fish/completions
cp -r out data/qa-v2
printf 'question,answer\nWhat is a cape?,A point of land that reaches into the sea.\n' > data/faq.csv
echo "create table reviews (product text, review text); insert into reviews values ('lamp', 'Bright enough to read by.')" | sqlite3 shop.sqlite
node make-adapters.mjs
