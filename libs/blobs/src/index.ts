export { Blobs, type Blob, type Upload } from './blobs.port.js';
export { FolderBlobs } from './folder-blobs.js';
export { MemoryBlobs } from './memory-blobs.js';
export { isHarmlessMedia, isHarmlessName } from './media-type.js';
export { blobRules } from './blob.rules.js';
export { copyBlobs } from './copy-blobs.js';
