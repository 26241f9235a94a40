#include "ui/charts/chartaccess.h"

#include "ui/charts/candlechart.h"

#include <QAccessibleWidget>

namespace {
class ChartAccess : public QAccessibleWidget
{
public:
    explicit ChartAccess(CandleChart *chart) : QAccessibleWidget(chart, QAccessible::Graphic), m_chart(chart)
    {
    }
    QString text(QAccessible::Text which) const override
    {
        switch (which) {
        case QAccessible::Name:
            return m_chart->summary();
        case QAccessible::Description:
        case QAccessible::Value:
            return m_chart->spokenText();
        default:
            return QAccessibleWidget::text(which);
        }
    }
    int childCount() const override { return 0; } // the view inside is how it is painted

private:
    CandleChart *m_chart;
};

QAccessibleInterface *makeAccess(const QString &className, QObject *object)
{
    if (className != QLatin1String("CandleChart"))
        return nullptr;
    auto *chart = qobject_cast<CandleChart *>(object);
    return chart ? new ChartAccess(chart) : nullptr;
}
} // namespace

void installChartAccess()
{
    QAccessible::installFactory(makeAccess); // ignores one that it has
}
