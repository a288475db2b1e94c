/**
 * What lies below {@code k8s/}: manifests are rendered, parsed without mercy, compared with the
 * configuration and with the metrics, and given to Spark with a stand-in of the API server.
 */
package io.spikelake.k8s;
