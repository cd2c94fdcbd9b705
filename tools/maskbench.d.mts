export const hasMaskbench: boolean
