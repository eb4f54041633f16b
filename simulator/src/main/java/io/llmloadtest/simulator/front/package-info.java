/**
 * What stands between clients and simulated servers: a balancer over replicas, and a gateway that buffers, repeats, caches or
 * moves paths. {@link io.llmloadtest.simulator.front.Fleet} starts servers and front together, as the faults of a
 * configuration ask; its truth tells what the front did with each request.
 */
@NullMarked
package io.llmloadtest.simulator.front;

import org.jspecify.annotations.NullMarked;
