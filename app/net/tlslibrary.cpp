#include "app/net/tlslibrary.h"

#include <QSslConfiguration>

void loadTlsLibrary()
{
    QSslConfiguration::defaultConfiguration();
}
