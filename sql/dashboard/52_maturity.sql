-- How far advocacy reaches in the company.

INSERT INTO dashboard_panel VALUES
    ('maturity', 52, 'How far the company is', '',
     'From single employees who act for customers to a whole company that does.',
     'department');

CREATE TEMP TABLE dashboard_maturity AS
SELECT level, departments, coordinated_departments, employees, engaged_employees, engaged_share
FROM advocacy_maturity;

INSERT INTO dashboard_block VALUES ('maturity', 1, 'steps', 'level', NULL);
INSERT INTO dashboard_row(panel, block, place, s1, s2)
SELECT 'maturity', 1, each_step.place, each_step.text, m.level = each_step.place
FROM dashboard_maturity AS m
CROSS JOIN (SELECT 1 AS place, 'Single employees act for customers' AS text
            UNION ALL SELECT 2, 'There is an advocacy team'
            UNION ALL SELECT 3, 'A team coordinates every department'
            UNION ALL SELECT 4, 'Every department and every employee takes part') AS each_step;

INSERT INTO dashboard_block VALUES ('maturity', 2, 'figures', 'reach', NULL);
INSERT INTO dashboard_column VALUES
    ('maturity', 2, 2, 'engaged_share', 'Employees who act for customers', 'share', 0);
INSERT INTO dashboard_column
SELECT 'maturity', 2, 1, 'coordinated_departments', printf('Departments coordinated, of %,d', departments), 'count', 0
FROM dashboard_maturity;
INSERT INTO dashboard_row(panel, block, place, s1, s2)
SELECT 'maturity', 2, 1, coordinated_departments, engaged_share FROM dashboard_maturity;

INSERT INTO dashboard_basis
SELECT 'maturity', printf('%,d of %,d department%s, %,d of %,d employee%s, as recorded by %s.', m.coordinated_departments,
                  m.departments, substr('s', 1, m.departments <> 1), m.engaged_employees, m.employees,
                  substr('s', 1, m.employees <> 1), s.as_of_text)
FROM dashboard_maturity AS m CROSS JOIN dashboard_setting AS s;
