/** How many replies each vendor's node is given. */
export const CASES = Number(process.env.FUZZ_CASES ?? 20_000);
