/**
 * Sockets whose bytes carry the kernel's own receive time stamps: an epoll loop over the C library, called through
 * {@code java.lang.foreign}. In come addresses and requests, out go slices of bytes, each with the moment at which the network
 * stack took it in, on the client's clock. Linux on x86_64 and aarch64 only, which {@link io.llmloadtest.wire.kernel.Kernel}
 * tells; this is the one place that calls native code.
 */
@NullMarked
package io.llmloadtest.wire.kernel;

import org.jspecify.annotations.NullMarked;
