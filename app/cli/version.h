#pragma once

#include <QString>

QString wickpostVersion(); // "0.1.0"
QString wickpostBuild();   // the commit; "-dirty" when it was changed since; "unknown" outside a checkout
