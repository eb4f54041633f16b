/** What of the kernel's sockets can be tested without a kernel. */
@org.jspecify.annotations.NullMarked
package io.llmloadtest.wire.kernel;
