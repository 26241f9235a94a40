#include "ui/news/readeraccess.h"

#include "ui/news/offersection.h"
#include "ui/news/sinceview.h"
#include "ui/news/striphead.h"

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

// Figures that change with every tick: said when somebody asks, never announced.
class StripAccess final : public QAccessibleWidget
{
public:
    explicit StripAccess(StripHead *head) : QAccessibleWidget(head, QAccessible::Button), m_head(head) {}
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_head->spoken() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = m_head->isFoldable();
        state.expanded = m_head->isUnfolded();
        state.collapsed = m_head->isFoldable() && !m_head->isUnfolded();
        return state;
    }
    QStringList actionNames() const override
    {
        return m_head->isFoldable() ? QStringList{pressAction()} : QStringList();
    }
    void doAction(const QString &action) override
    {
        if (action == pressAction() && m_head->isFoldable())
            m_head->click();
    }

private:
    StripHead *m_head;
};

class SinceAccess final : public QAccessibleWidget
{
public:
    explicit SinceAccess(SinceView *view) : QAccessibleWidget(view, QAccessible::StaticText), m_view(view) {}
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_view->figures().spoken : QAccessibleWidget::text(kind);
    }

private:
    SinceView *m_view;
};
} // namespace

QAccessibleInterface *readerAccess(const QString &, QObject *object)
{
    if (auto *section = qobject_cast<OfferSection *>(object))
        return new QAccessibleWidget(section, QAccessible::List, section->accessibleName());
    if (auto *row = qobject_cast<OfferRow *>(object))
        return new RowAccess(row);
    if (auto *head = qobject_cast<StripHead *>(object))
        return new StripAccess(head);
    if (auto *view = qobject_cast<SinceView *>(object))
        return new SinceAccess(view);
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
