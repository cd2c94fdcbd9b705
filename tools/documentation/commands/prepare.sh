# What the command in $1 makes is not there yet.
case "$1" in
  'loradex init'*) rm loradex.yaml ;;
  'loradex export --'* | 'loradex export') rm -r out ;;
  *--out\ data/qa-v2*) rm -r data/qa-v2 ;;
esac
