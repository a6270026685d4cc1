// The studio works without a network: every page is drawn in the browser, from one shell.
export const ssr = false;
export const prerender = false;
