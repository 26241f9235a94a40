#include "ui/platform/plainstems.h"

#include <QLibrary>
#include <QString>

void drawPlainStems()
{
    using Library = void *;
    using GetLibrary = Library (*)();
    using SetProperty = int (*)(Library, const char *module, const char *property, const void *value);
    // Exported for Qt's own platform plugins; this thread's library.
    const auto library =
        reinterpret_cast<GetLibrary>(QLibrary::resolve(QStringLiteral("Qt6Gui"), 6, "_Z14qt_getFreetypev"));
    const auto set =
        reinterpret_cast<SetProperty>(QLibrary::resolve(QStringLiteral("freetype"), 6, "FT_Property_Set"));
    constexpr unsigned char without = 1; // FT_Bool
    if (library && set)
        set(library(), "cff", "no-stem-darkening", &without);
}
