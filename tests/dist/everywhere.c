/* What -DSQLITE_EXTRA_INIT=everywhere calls: every connection of the program gets the extension. */
#include <advocacy.h>

int everywhere(const char *unused);

int everywhere(const char *unused)
{
    (void)unused;
    return sqlite3_auto_extension((void (*)(void))sqlite3_advocacy_init);
}
