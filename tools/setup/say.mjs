/** Words on the terminal. Plain text: no colour where the output is not a terminal. */
const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);
export const say = (text) => console.log(`${bold('handloom')}  ${text}`);
export function stop(...lines) {
	for (const line of lines) console.error(`${bold('handloom')}  ${line}`);
	process.exit(1);
}
