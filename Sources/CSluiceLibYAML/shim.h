#if __has_include(<yaml.h>)
#include <yaml.h>
#else
#error "Sluice needs libyaml to read task declarations: apt-get install libyaml-dev (Debian, Ubuntu) or brew install libyaml (macOS)"
#endif
