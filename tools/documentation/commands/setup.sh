loradex export --quiet --out out-v1
loradex export --quiet --out out-v2 --set quality.min_text_length=1
cp out-v1/adapter_metadata.json .
mkdir -p ~/.config/fish/completions
