/** The transport against small servers on raw sockets that do what well-behaved ones never would. */
@org.jspecify.annotations.NullMarked
package io.llmloadtest.wire;
