#include "tests/alerts/alertsfixture.h"
