.mode box
.echo on
SELECT signature, kind FROM advocacy_functions WHERE name LIKE 'nps%' ORDER BY name;

.mode list
SELECT summary FROM advocacy_functions WHERE name = 'nps_change';
