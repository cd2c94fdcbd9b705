// Without its fonts: those of the machine are there already.
import theme from 'vitepress/theme-without-fonts'
import './site.css'

export default theme
