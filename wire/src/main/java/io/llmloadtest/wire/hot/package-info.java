/**
 * The decoder: raw {@code byte[]} slices of an HTTP/1.1 answer with the stamp of their read come in, and the stream's chunk
 * train and facts grow in place. The only mutable pooled state of the product lives here; every object belongs to one event
 * loop, and nothing is allocated per chunk but growing arrays. Nothing here throws, whatever the bytes are: what is wrong
 * becomes a {@link io.llmloadtest.wire.hot.Flaw}.
 */
@NullMarked
package io.llmloadtest.wire.hot;

import org.jspecify.annotations.NullMarked;
