/**
 * A packet's time in whole microseconds, the nearest one: 2/30 s are 66 667. (The library's own number is cut off, and
 * loses a microsecond where 0.000249 s are 248.99999 in binary.)
 */
export const wholeUs = (packet: { readonly timestamp: number }): number => Math.round(packet.timestamp * 1e6);
