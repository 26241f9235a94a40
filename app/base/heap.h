#pragma once

// All threads take their memory from one heap. With a heap each (glibc's way) none can use what another has
// freed, and a large text read on one thread and stored on the next is paid for twice. First thing in main().
void useOneHeap();
