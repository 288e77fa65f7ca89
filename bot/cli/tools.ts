import type { Command } from 'commander';
import type { Config } from '../config.js';
import { addCaseCommands } from './cases.js';
import { addCluCommands } from './clu.js';
import { addCustomerCommands } from './customer.js';
import { addKnowledgeCommands } from './knowledge.js';
import { addLearningCommands } from './learning.js';
import { addRecognitionCommands } from './recognition.js';
import { addTeamsCommands } from './teams.js';

/** The commands beside those that start the bot. */
export function addTools(program: Command, config: () => Config, root: string): void {
  addKnowledgeCommands(program, config);
  addLearningCommands(program, config);
  addRecognitionCommands(program, config);
  addCaseCommands(program, config);
  addCustomerCommands(program, config);
  addCluCommands(program, config);
  addTeamsCommands(program, root);
}
