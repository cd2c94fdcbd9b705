# Completion of loradex for fish: loradex completion fish > ~/.config/fish/completions/loradex.fish
function __loradex_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct | string trim --left --chars="\"'")
    set -l lines ($words[1] completion fish -- $words[2..-1] ":$current" 2>/dev/null)
    set -l index 2
    while test $index -le (count $lines)
        set -l about ''
        test (math $index + 1) -le (count $lines); and set about $lines[(math $index + 1)]
        printf '%s\t%s\n' $lines[$index] $about
        set index (math $index + 2)
    end

    # Paths may follow the = of an option or a key.
    set -l before (string match --regex '^.*=' -- $current)
    set -l path (string replace --regex '^.*=' '' -- $current)
    switch "$lines[1]"
        case files
            for found in (__fish_complete_path $path)
                printf '%s%s\n' "$before" $found
            end
        case folders
            for found in (__fish_complete_directories $path)
                printf '%s%s\n' "$before" $found
            end
    end
end
complete --command loradex --erase
complete --command loradex --no-files --arguments '(__loradex_complete)'
