#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
// Where Debian has it, for those without pkg-config.
#elif __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#error "Sluice needs libpq to use PostgreSQL: apt-get install libpq-dev (Debian, Ubuntu) or brew install libpq (macOS)"
#endif
