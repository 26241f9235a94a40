#include "ui/news/storypictures.h"

#include "app/base/workerpool.h"
#include "ui/news/picturedecoder.h"
#include "ui/news/storytext.h"

StoryPictures::StoryPictures(WorkerPool &workers, QObject *parent) : QObject(parent), m_workers(workers) {}

void StoryPictures::fetch(const QStringList &addresses, int mostWidth)
{
    for (const QString &address : addresses) {
        if (!m_load || m_pictures.contains(address))
            continue;
        m_pictures.insert(address, {});
        const QUrl url(address);
        if (realHost(url).isEmpty()) {
            m_pictures[address].state = StoryPicture::State::Failed;
            continue;
        }
        m_underWay[address] = m_load(url, [this, address, mostWidth](const Result<QByteArray> &bytes) {
            decode(address, bytes, mostWidth);
        });
    }
}

void StoryPictures::decode(const QString &address, const Result<QByteArray> &bytes, int mostWidth)
{
    if (!bytes) {
        settle(address, {StoryPicture::State::Failed, {}});
        return;
    }
    m_underWay[address] = m_workers.run([data = *bytes, mostWidth] { return decodePicture(data, mostWidth); },
                                        [this, address](const QImage &image) {
                                            const auto state = image.isNull() ? StoryPicture::State::Failed
                                                                              : StoryPicture::State::Shown;
                                            settle(address, {state, image});
                                        });
}

void StoryPictures::settle(const QString &address, StoryPicture picture)
{
    m_pictures[address] = std::move(picture);
    m_underWay.erase(address);
    emit changed();
}

void StoryPictures::clear()
{
    m_underWay.clear();
    m_pictures.clear();
}
