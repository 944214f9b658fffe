export { startOwnBot, type OwnBot } from './own-bot.js';
export { startStandInBotApi, type StandInBotApi } from './stand-in-bot-api.js';
