# Completion of loradex for PowerShell. In $PROFILE: loradex completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName loradex -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $elements = @($commandAst.CommandElements)
    $program = $elements[0].Extent.Text
    $words = @($elements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $current = ":" + $wordToComplete.TrimStart('"', "'")
    $lines = @(& $program completion powershell '--' @words $current 2>$null)

    # Without a result PowerShell completes paths by itself.
    for ($index = 1; $index -lt $lines.Count; $index += 2) {
        $value = $lines[$index]
        $about = $lines[$index + 1]
        if (-not $about) { $about = $value }
        $text = $value
        if ($value -match '[\s''"`$(){};,|&<>@#]') { $text = "'" + $value.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
