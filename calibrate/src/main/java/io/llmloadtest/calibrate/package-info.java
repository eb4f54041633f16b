/**
 * What this machine can resolve: drives the product's own generator, transport and recorder against the truth server, and
 * compares what the product reports with what the server did. The server is a process of its own, so that a pause of ours
 * does not hide in a pause of its.
 */
@NullMarked
package io.llmloadtest.calibrate;

import org.jspecify.annotations.NullMarked;
