/**
 * What the server recorded, as facts. In come the bytes of its metrics page and of its log; out go counter deltas and
 * log digests whose meaning a dialect has settled. No sockets here.
 */
@NullMarked
package io.llmloadtest.evidence;

import org.jspecify.annotations.NullMarked;
