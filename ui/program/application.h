#pragma once

#include "ui/platform/colorscheme.h"
#include "ui/platform/networkwatch.h"
#include "ui/platform/singleinstance.h"
#include "ui/platform/sleepwatch.h"
#include "ui/program/desk.h"
#include "ui/program/run.h"

// One process with a screen: owns the run and changes it (live to demo and back), answers a second start,
// sleep and networks, or takes the one picture that --screenshot wants and ends.
class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const CommandLine &line);
    // Begins as the command line says, and runs until the end; the exit code of the process.
    int exec();

private:
    void claimed(SingleInstance::Role role);
    void openAsked(const WindowOptions &options);
    bool begin(const GlobalOptions &global);
    void setDemo(bool demo);
    ViewMode viewMode() const;
    // A second start: come forward and do as it was told, as far as that can be done while running.
    void activated(const QStringList &arguments);
    void reconnect();
    void followColours();
    // --screenshot: waits for what --when says, then saves and ends.
    void takePicture();
    void lookForPicture();
    bool pictureReady();
    void save(int code);

    Desk m_desk;
    ColorScheme m_colours;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<SleepWatch> m_sleep;
    std::unique_ptr<NetworkWatch> m_network;
    std::unique_ptr<Run> m_run;
    Request m_deadline, m_look;
};
