/**
 * The database's versions, oldest first. A version that was ever released is never changed; a change is one more entry.
 * Each runs in one transaction and leaves its number in `PRAGMA user_version`.
 *
 * Names of the tables user, session, account and verification, and of their columns, are better-auth's.
 * Times of our own are whole milliseconds; hashes are lower-case hex; documents are the exact text that was signed.
 */
export const MIGRATIONS: readonly { version: number; sql: string }[] = [
	{
		version: 1,
		sql: `
create table user (
	id text primary key not null,
	name text not null,
	email text not null unique,
	emailVerified integer not null,
	image text,
	createdAt text not null,
	updatedAt text not null,
	role text not null check (role in ('owner', 'worker', 'annotator'))
) strict;
create table session (
	id text primary key not null,
	expiresAt text not null,
	token text not null unique,
	createdAt text not null,
	updatedAt text not null,
	ipAddress text,
	userAgent text,
	userId text not null references user (id) on delete cascade
) strict;
create index session_user on session (userId);
create table account (
	id text primary key not null,
	accountId text not null,
	providerId text not null,
	userId text not null references user (id) on delete cascade,
	accessToken text,
	refreshToken text,
	idToken text,
	accessTokenExpiresAt text,
	refreshTokenExpiresAt text,
	scope text,
	password text,
	createdAt text not null,
	updatedAt text not null
) strict;
create table verification (
	id text primary key not null,
	identifier text not null,
	value text not null,
	expiresAt text not null,
	createdAt text not null,
	updatedAt text not null
) strict;

create table device_key (
	kid text primary key not null,
	person_id text not null references user (id) on delete cascade,
	x text not null,
	created_at_ms integer not null
) strict;
create index device_key_person on device_key (person_id);

create table invite (
	token_sha256 text primary key not null,
	role text not null check (role in ('owner', 'worker', 'annotator')),
	created_by text references user (id) on delete set null,
	created_at_ms integer not null,
	expires_at_ms integer not null,
	used_at_ms integer,
	used_by text references user (id) on delete set null
) strict;

create table attempt (
	key text not null,
	at_ms integer not null
) strict;
create index attempt_key on attempt (key, at_ms);

create table submission (
	submission_id text primary key not null,
	person_id text not null references user (id),
	programme_id text not null,
	task_id text not null,
	manifest_jws text not null,
	manifest_sha256 text not null,
	receipt_jws text not null,
	stored_at_ms integer not null,
	state text not null check (state in ('stored', 'accepted', 'sent_back')),
	reason text,
	words text not null,
	reviewed_at_ms integer,
	reviewed_by text references user (id)
) strict;
create index submission_person on submission (person_id);
create index submission_state on submission (state, stored_at_ms);

create table review (
	id integer primary key,
	submission_id text not null references submission (submission_id),
	decision text not null check (decision in ('accept', 'send_back')),
	reason text,
	words text not null,
	by_person text not null references user (id),
	at_ms integer not null
) strict;
create index review_submission on review (submission_id);

create table layer (
	layer_id text primary key not null,
	submission_id text not null references submission (submission_id),
	person_id text not null references user (id),
	layer_jws text not null,
	layer_sha256 text not null,
	stored_at_ms integer not null
) strict;
create index layer_submission on layer (submission_id, stored_at_ms);
`
	}
];
