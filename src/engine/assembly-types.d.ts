// The kernel's layout is compiled by TypeScript too, which knows one kind of number only.
declare type usize = number
declare type u32 = number
