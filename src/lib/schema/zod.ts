import { z } from 'zod';

// zod would try `new Function` as soon as a schema is made, which the content security policy refuses and reports.
// Here, because it must come before the first schema, in pages and in workers alike.
z.config({ jitless: true });

export { z };
