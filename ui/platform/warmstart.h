#pragma once

#include <functional>
#include <thread>

// Loads on threads of their own what the first window and the first connection wait for otherwise, while the
// calling thread builds the window: fontconfig's configuration, which Qt reads with the first text, and what
// load() is given. Where there is no fontconfig nothing is loaded. Nothing is handed over: whoever comes
// before it is ready waits as it would have without.
//
// Thread: made and destroyed on one thread; destroying waits until what was begun has ended.
class WarmStart
{
public:
    WarmStart(); // begins with the fonts; best before the QApplication
    ~WarmStart();

    void load(std::function<void()> more); // once

private:
    std::thread m_fonts, m_more;
};
