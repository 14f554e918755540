-- The roles of the cluster. Run once as a superuser (or any role with CREATEROLE); running it again changes nothing.
-- saaska_owner owns the tables and migrates. saaska_web is the login of web and worker: NOINHERIT, so it has the
-- rights of nobody until a transaction says, by SET LOCAL ROLE, for whom it works.
do $$
begin
  if not exists (select from pg_roles where rolname = 'saaska_owner') then
    create role saaska_owner login createdb;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_web') then
    create role saaska_web login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_user') then
    create role saaska_user;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_anon') then
    create role saaska_anon;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_auth') then
    create role saaska_auth;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_staff') then
    create role saaska_staff;
  end if;
  if not exists (select from pg_roles where rolname = 'saaska_jobs') then
    create role saaska_jobs;
  end if;
end $$;
-- Tests start from the owner's login and step down to saaska_web for each request, hence the second line.
grant saaska_user, saaska_anon, saaska_auth, saaska_staff, saaska_jobs to saaska_web;
grant saaska_user, saaska_anon, saaska_auth, saaska_staff, saaska_jobs, saaska_web to saaska_owner;
