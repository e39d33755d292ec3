package io.finrst.report.json;

import com.fasterxml.jackson.core.io.SerializedString;

/**
 * One field of an ECS document.
 *
 * @param path its name with dots, as in the Elastic Common Schema; {@code finrst.} begins those that it lacks
 * @param type how Elasticsearch maps it
 * @param leaf the last part of the name, encoded once
 */
record EcsField(String path, String type, SerializedString leaf) {
  EcsField(String path, String type) {
    this(path, type, new SerializedString(path.substring(path.lastIndexOf('.') + 1)));
  }
}
