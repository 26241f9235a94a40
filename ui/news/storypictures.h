#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "ui/news/storybody.h"

#include <QObject>
#include <functional>
#include <map>

class WorkerPool;

// The pictures of the open story, once they were asked for: each is loaded once and decoded by a worker.
class StoryPictures : public QObject
{
    Q_OBJECT
public:
    using Load = std::function<Request(const QUrl &, Reply<QByteArray>)>;

    explicit StoryPictures(WorkerPool &workers, QObject *parent = nullptr);
    void setLoad(Load load) { m_load = std::move(load); }
    bool canLoad() const { return m_load != nullptr; }
    // Those that are not here yet, no wider than `mostWidth` device pixels.
    void fetch(const QStringList &addresses, int mostWidth);
    void clear(); // another story: what is under way is given up
    const QHash<QString, StoryPicture> &pictures() const { return m_pictures; }

signals:
    void changed(); // one came, or failed

private:
    void decode(const QString &address, const Result<QByteArray> &bytes, int mostWidth);
    void settle(const QString &address, StoryPicture picture);

    WorkerPool &m_workers;
    Load m_load;
    QHash<QString, StoryPicture> m_pictures;
    std::map<QString, Request> m_underWay;
};
