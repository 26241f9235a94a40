#include "ui/news/readeraccess.h"

#include "ui/news/offersection.h"

#include <QAccessibleWidget>

namespace {
// An item that can be pressed, as the button it is.
class RowAccess final : public QAccessibleWidget
{
public:
    explicit RowAccess(OfferRow *row)
        : QAccessibleWidget(row, QAccessible::ListItem, row->accessibleName()), m_row(row)
    {
    }
    QStringList actionNames() const override { return QAccessibleWidget::actionNames() << pressAction(); }
    void doAction(const QString &action) override
    {
        if (action == pressAction())
            m_row->click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    OfferRow *m_row;
};
} // namespace

QAccessibleInterface *readerAccess(const QString &, QObject *object)
{
    if (auto *section = qobject_cast<OfferSection *>(object))
        return new QAccessibleWidget(section, QAccessible::List, section->accessibleName());
    if (auto *row = qobject_cast<OfferRow *>(object))
        return new RowAccess(row);
    return nullptr;
}

void installReaderAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(&readerAccess);
        return true;
    }();
    static_cast<void>(installed);
}
