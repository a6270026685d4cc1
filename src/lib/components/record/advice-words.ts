import { m } from '$lib/paraglide/messages.js';
import type { Advice } from '$lib/domain/coach/advise.ts';

export type AdviceWords = { fix: string; why: string; arrow: 'left' | 'right' | 'up' | 'down' | null };

/** The fix in a few words, then the reason, and where to go. In a mirrored preview left and right change places. */
export function adviceWords(advice: Advice, mirrored: boolean): AdviceWords {
	const value = advice.value ?? 0;
	const why = advice.side === 'left' ? m.advice_edge_why_left() : m.advice_edge_why_right();
	const leftEdge: AdviceWords = { fix: m.advice_edge_left(), why, arrow: 'right' };
	const rightEdge: AdviceWords = { fix: m.advice_edge_right(), why, arrow: 'left' };
	const plain = (fix: string, reason: string): AdviceWords => ({ fix, why: reason, arrow: null });
	switch (advice.code) {
		case 'near_left_edge':
			return mirrored ? rightEdge : leftEdge;
		case 'near_right_edge':
			return mirrored ? leftEdge : rightEdge;
		case 'near_top_edge':
			return { fix: m.advice_edge_top(), why, arrow: 'down' };
		case 'near_bottom_edge':
			return { fix: m.advice_edge_bottom(), why, arrow: 'up' };
		case 'show_hands':
			return plain(m.advice_show_hands(), m.advice_show_hands_why());
		case 'show_other_hand':
			return plain(m.advice_show_other_hand(), m.advice_show_other_hand_why());
		case 'too_near':
			return plain(m.advice_too_near(), m.advice_too_near_why({ value }));
		case 'too_far':
			return plain(m.advice_too_far(), m.advice_too_far_why({ value }));
		case 'too_dark':
			return plain(m.advice_too_dark(), m.advice_too_dark_why());
		case 'too_bright':
			return plain(m.advice_too_bright(), m.advice_too_bright_why());
		case 'not_sharp':
			return plain(m.advice_not_sharp(), m.advice_not_sharp_why());
		case 'slow_camera':
			return plain(m.advice_slow_camera(), m.advice_slow_camera_why({ value }));
	}
}
