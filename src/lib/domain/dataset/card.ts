import type { Discard } from '../../failure/failure.ts';

export type CardFacts = {
	title: string;
	collector: string;
	termsVersion: string;
	episodes: number;
	frames: number;
	fps: number;
	width: number;
	height: number;
	tasks: readonly string[];
	/** ISO 8601, day only. */
	day: string;
	leftOut: readonly Discard[];
};

/** `README.md` of a dataset: front matter that dataset sites read, then what a lab must know before it trains. */
export function datasetCard(facts: CardFacts): string {
	const size =
		facts.frames < 1000
			? 'n<1K'
			: facts.frames < 10_000
				? '1K<n<10K'
				: facts.frames < 100_000
					? '10K<n<100K'
					: 'n>100K';
	const leftOut = facts.leftOut.map((d) => `| ${d.reason} | ${d.what} | ${d.count} |`);
	return `---
license: other
license_name: programme-terms
tags:
- LeRobot
task_categories:
- robotics
size_categories:
- ${size}
annotations_creators:
- crowdsourced
- machine-generated
pretty_name: ${JSON.stringify(facts.title)}
configs:
- config_name: default
  data_files: data/*/*.parquet
---

# ${facts.title}

Hand demonstrations of everyday tasks, filmed by people at home and collected by ${facts.collector}. Written ${facts.day}.

${facts.episodes} episodes, ${facts.frames} frames, ${facts.fps} frames a second, ${facts.width} × ${facts.height}. LeRobotDataset v3.0, one MP4 an episode.

## Tasks

${facts.tasks.map((task, i) => `${i}. ${task}`).join('\n')}

## Consent

Every episode was submitted by its worker, who signed the terms (${facts.termsVersion}) and granted the purpose \`train\`.
The columns \`consent/receipt_id\` and \`consent/purposes\` of \`meta/episodes\` say which signed record stands behind an episode and
what it allows. An episode that is taken back is missing from the next release: do not keep using this one.

## How it was made

- The video left the worker's device only trimmed, with faces blurred, at a constant frame rate. \`capture.time\` is the true time of the
  frame in each slot, \`capture.repeated\` says where a slot repeats the one before.
- Landmarks are a model's, except where \`hand.*.human\` is true: there a person corrected the points.
- Zeros in \`hand.*\` and \`observation.state\` mean "not seen" where \`hand.*.present\` is false. They are part of \`meta/stats.json\`.
- \`next.success\` is true on the last frame of each episode unless its labels say that somebody gave up: only accepted takes are here.
- Columns, order and units of \`observation.state\`: names in \`meta/info.json\`. Numbers of the labels: \`meta/studio/vocab.json\`.
  Every label in full: \`meta/studio/annotations.jsonl\`; \`annotation.segment_id\` is its line, counted from 0.

## Left out

${leftOut.length ? ['| reason | what | count |', '|---|---|---|', ...leftOut].join('\n') : 'Nothing.'}

## Check it

\`sha256sum -c SHA256SUMS\`
`;
}
