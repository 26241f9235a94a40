#pragma once

// Loads the TLS library with its ciphers, which Qt does otherwise with the first socket. On any
// thread, once there is a QCoreApplication, which knows where the plugins are.
void loadTlsLibrary();
