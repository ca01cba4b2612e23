/* The version of the extension, and of everything that is made from it. */
#ifndef ADVOCACY_VERSION_H
#define ADVOCACY_VERSION_H

#define ADVOCACY_VERSION "0.1.0"

#endif
