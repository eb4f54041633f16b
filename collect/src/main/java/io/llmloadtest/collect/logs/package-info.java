/**
 * The server's log as a witness: a Docker container's, a file's, a command's, or one read back from a run folder. Bytes are put together
 * to stamped lines, lines go into a log book as they come, and the book is asked for any stretch of the run.
 */
@NullMarked
package io.llmloadtest.collect.logs;

import org.jspecify.annotations.NullMarked;
