#include "app/cli/version.h"

QString wickpostVersion()
{
    return QStringLiteral(WICKPOST_VERSION);
}
